import express from "express";
import { Pool } from "pg";

const app = express();
const pool = new Pool();

app.get("/user", async (req, res) => {
  // ruleid: javascript.cwe-89.sql
  await pool.query("SELECT * FROM users WHERE name = '" + req.query.name + "'");
  const sql = `SELECT * FROM users WHERE id = ${req.params.id}`;
  // ruleid: javascript.cwe-89.sql
  await pool.query(sql);
  const { order } = req.body;
  // ruleid: javascript.cwe-89.sql
  await knex.raw(`SELECT * FROM users ORDER BY ${order}`);
  // ruleid: javascript.cwe-89.sql
  await prisma.$queryRawUnsafe(`SELECT * FROM users WHERE email = '${req.body.email}'`);
});

router.get("/koa", async (ctx) => {
  // ruleid: javascript.cwe-89.sql
  ctx.body = await db.all("SELECT * FROM item WHERE name LIKE '%" + ctx.query.q + "%'");
});

app.get("/safe", async (req, res) => {
  // ok: javascript.cwe-89.sql
  await pool.query("SELECT * FROM users WHERE name = $1", [req.query.name]);
  // ok: javascript.cwe-89.sql
  await pool.query({ text: "SELECT * FROM users WHERE name = $1", values: [req.query.name] });
  // ok: javascript.cwe-89.sql
  await pool.query(`SELECT * FROM users LIMIT ${Number(req.query.limit)}`);
  // ok: javascript.cwe-89.sql
  await prisma.$queryRaw`SELECT * FROM users WHERE email = ${req.body.email}`;
  // ok: javascript.cwe-89.sql
  await db.execute(sql`SELECT * FROM users WHERE email = ${req.body.email}`);
  // ok: javascript.cwe-89.sql
  await apollo.query({ query: USERS, variables: { name: req.query.name } });
  // ok: javascript.cwe-89.sql
  const order = req.query.order === "name" ? "name" : "id";
  // ok: javascript.cwe-89.sql
  await pool.query(`SELECT * FROM users ORDER BY ${order}`);
});

export async function drop(table: string) {
  // ok: javascript.cwe-89.sql
  await pool.query(`DROP TABLE ${table}`);
}
