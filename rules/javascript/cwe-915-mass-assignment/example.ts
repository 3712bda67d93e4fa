import { User } from "./models.ts";
import { NewUser } from "./schemas.ts";

app.post("/users", async (req, res) => {
  // ruleid: javascript.cwe-915.mass-assignment
  const one = await User.create(req.body);
  // ruleid: javascript.cwe-915.mass-assignment
  const two = new User(req.body);
  // ruleid: javascript.cwe-915.mass-assignment
  const three = await User.findByIdAndUpdate(req.params.id, req.body, { new: true });
  // ruleid: javascript.cwe-915.mass-assignment
  const four = await prisma.user.create({ data: req.body });
  res.json({ one, two, three, four });
});

app.post("/safe", async (req, res) => {
  const { name, mail } = req.body;
  // ok: javascript.cwe-915.mass-assignment
  const one = await User.create({ name, mail });
  // ok: javascript.cwe-915.mass-assignment
  const two = new User(NewUser.parse(req.body));
  // ok: javascript.cwe-915.mass-assignment
  const three = await User.create(req.body, { fields: ["name", "mail"] });
  // ok: javascript.cwe-915.mass-assignment
  const four = new URLSearchParams(req.body);
  res.json({ one, two, three, four });
});
