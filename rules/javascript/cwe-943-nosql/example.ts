import { User } from "./models.ts";
import { Login } from "./schemas.ts";

app.post("/login", async (req, res) => {
  // ruleid: javascript.cwe-943.nosql
  const user = await User.findOne({ email: req.body.email, active: true });
  res.json(user);
});

app.post("/token", async (req, res) => {
  const { token } = req.body;
  // ruleid: javascript.cwe-943.nosql
  const found = await db.collection("tokens").findOne({ token });
  res.json(found);
});

app.get("/search", async (req, res) => {
  // ruleid: javascript.cwe-943.nosql
  res.json(await db.collection("items").find(req.query).toArray());
});

app.post("/where", async (req, res) => {
  // ruleid: javascript.cwe-943.nosql
  res.json(await User.find({ $where: req.body.where }));
});

app.post("/safe", async (req, res) => {
  // ok: javascript.cwe-943.nosql
  const one = await User.findOne({ email: String(req.body.email) });
  const login = Login.parse(req.body);
  // ok: javascript.cwe-943.nosql
  const two = await User.findOne({ email: login.email });
  // ok: javascript.cwe-943.nosql
  const three = await User.findOne({ email: { $eq: req.body.email } });
  // ok: javascript.cwe-943.nosql
  const four = await User.findOne({ _id: req.params.id });
  const { name } = req.body;
  if (typeof name !== "string") return res.sendStatus(400);
  // ok: javascript.cwe-943.nosql
  const five = await User.findOne({ name });
  // ok: javascript.cwe-943.nosql
  const six = [1, 2].find((id) => id === req.body.id);
  res.json({ one, two, three, four, five, six });
});
