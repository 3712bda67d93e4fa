import { describe, expect, test } from "@jest/globals";

import { detect, type Point } from "../../src/secrets/index.ts";
import { alnum, hex, lowerAlnum } from "../../src/secrets/samples.ts";

const strong = alnum(32);
// Letters that no word has, as a person's password manager gives them.
const letters = ["qv", "zx", "kw", "jb", "vv", "qd"].join("");
const weak = "hunter".concat("half");

const values = (text: string, point: Point, path?: string): string[] =>
  detect(text, { point, path }).map(({ start, end }) => text.slice(start, end));

const SYNTAXES: readonly (readonly [string, string, (value: string) => string])[] = [
  ["a call's argument", "A.java", (v) => `config.setPassword("${v}");`],
  ["a constant that a call names", "a.c", (v) => `curl_easy_setopt(curl, CURLOPT_PASSWORD, "${v}");`],
  ["a definition", "a.php", (v) => `define('DB_PASSWORD', '${v}');`],
  ["a typed declaration", "a.go", (v) => `var dbPassword string = "${v}"`],
  ["an annotated name", "a.py", (v) => `password: str = "${v}"`],
  ["a comparison", "a.js", (v) => `if (password === "${v}") return;`],
  ["a comparison the other way round", "a.js", (v) => `if ("${v}" != password) return;`],
  ["a comparison in a shell", "a.sh", (v) => `if [ "\${password}" == "${v}" ]; then`],
  ["a default", "a.js", (v) => `const password = process.env.PASSWORD || "${v}";`],
  ["a shell's default", "a.sh", (v) => `echo "\${DB_PASSWORD:-${v}}"`],
  ["a default argument", "a.py", (v) => `os.environ.get("DB_PASSWORD", "${v}")`],
  ["JSON in a string", "a.go", (v) => `body := "{\\"password\\": \\"${v}\\"}"`],
  ["the next line", "a.js", (v) => `const password =\n  "${v}";`],
  ["YAML", "a.yaml", (v) => `password: ${v}`],
  ["a YAML block", "a.yaml", (v) => `password: |\n  ${v}\n`],
  ["a YAML block in a diff", "a.diff", (v) => `+++ b/a.yaml\n+password: >-\n+  ${v}\n`],
  ["a flow mapping", "a.conf", (v) => `users = [{user: me, password: ${v}}]`],
  ["a pair of name and value", "a.yaml", (v) => `- name: DB_PASSWORD\n  value: "${v}"`],
  ["a list", "a.json", (v) => `{"passwords": ["${v}"]}`],
  ["an XML element", "a.xml", (v) => `<db:password>${v}</db:password>`],
  ["an XML attribute", "a.xml", (v) => `<user name="me" password="${v}"/>`],
  ["a named XML element", "a.xml", (v) => `<property name="password">${v}</property>`],
  ["a property list", "a.plist", (v) => `<key>password</key>\n<string>${v}</string>`],
  ["a key and a value", "web.config", (v) => `<add key="DbPassword" value="${v}" />`],
  ["a Dockerfile", "Dockerfile", (v) => `ENV DB_PASSWORD=${v}`],
  ["Docker's environment", "docker-compose.yml", (v) => `      - MYSQL_ROOT_PASSWORD=${v}`],
  ["Terraform", "a.tfvars", (v) => `db_password = "${v}"`],
  ["SQL", "a.sql", (v) => `CREATE USER me IDENTIFIED BY '${v}';`],
  ["PowerShell", "a.ps1", (v) => `ConvertTo-SecureString -String "${v}" -AsPlainText -Force`],
  ["a connection string", "a.config", (v) => `Server=db;Pwd=${v};Encrypt=true`],
  ["prose", "a.md", (v) => `The default password for the user "me" is "${v}".`],
  ["Russian", "a.py", (v) => `пароль = "${v}"`],
  ["Chinese", "a.py", (v) => `密码 = "${v}"`],
  ["Polish", "a.ini", (v) => `hasło=${v}`],
  ["French", "a.ini", (v) => `mot_de_passe=${v}`],
  ["an abbreviation", "a.ini", (v) => `db_pw=${v}`],
  ["a misspelling", "a.ini", (v) => `PSSWORD=${v}`],
];

describe.each(SYNTAXES)("%s", (_, path, written) => {
  test("a random value is found at both points, alone", () => {
    expect(values(written(strong), "redact", path)).toEqual([strong]);
    expect(values(written(strong), "scan", path)).toEqual([strong]);
  });

  test("letters that are no word are found, alone", () => {
    expect(values(written(letters), "redact", path)).toEqual([letters]);
  });
});

test("a chosen word is redacted where only a password can stand, and blocks nothing", () => {
  expect(values(`password = "${weak}"`, "redact", "a.py")).toEqual([weak]);
  expect(values(`password = "${weak}"`, "scan", "a.py")).toEqual([]);
});

test("in a diff the header above says whether a bare word is a value", () => {
  const text = (path: string): string => `--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n+password: ${weak}\n`;
  expect(values(text("settings.yaml"), "redact", "change.diff")).toEqual([weak]);
  expect(values(text("source.ts"), "redact", "change.diff")).toEqual([]);
});

test("all members of a list are found", () => {
  const [one, two] = [hex(32), lowerAlnum(32)];
  expect(values(`{"tokens": ["${one}", "${two}"]}`, "redact", "a.json")).toEqual([one, two]);
});

test("a found value is found again where no name says what it is", () => {
  expect(values(`api_key = "${strong}"\ncurl https://host/?q=${strong}&x=1`, "scan", "a.py")).toEqual([strong, strong]);
  expect(values(`api_key = "${strong}"\nx${strong}`, "scan", "a.py")).toEqual([strong]);
});

test.each([
  // References and expressions.
  ["a.py", 'password = self.config["password"]'],
  ["a.go", "password: incorrectPassword,"],
  ["a.rs", "let token = &jwt.RS256Strategy{key: key}"],
  ["a.kt", "return password == that!!.password"],
  ["a.sh", 'echo "password=$NM_PASSWORD" >> /u01/config/node.properties'],
  ["a.sh", "curl -d '{\"password\": \"'$DOCKER_PASSWORD'\"}'"],
  ["a.go", "db.Exec(`ALTER USER ` + user + ` PASSWORD '` + newpw + `'`)"],
  ["a.groovy", 'replace(token: "%DATABASE.TYPE%")'],
  ["a.py", 'secrets = service["Spec"]["Secrets"]'],
  ["a.py", "with open(os.path.join(pwd, 'userlist')) as f:"],
  ["a.java", "OAuth2AccessToken token = (OAuth2AccessToken) other;"],
  // Words about secrets, in any language; sentences; questions.
  ["de.ini", "password=Passwort"],
  ["fr.ini", "password=Mot de passe"],
  ["ja.ini", "err_empty_password=パスワードは空白にできません。"],
  ["es.ini", "admin_password = Contraseña"],
  ["a.md", "Pass `--force` to bypass the cache."],
  ["a.sh", "the --password flag is set to an empty string"],
  ["a.py", 'password = "testpassword"'],
  ["a.py", 'client.login("me", password="secret")'],
  ["a.ts", 'password: "new-password"'],
  // Templates and patterns.
  ["a.md", "DB_PASSWORD=<Database Password>\nDB_USER=<Database User>"],
  ["a.yaml", "password: ((example-password))"],
  ["a.go", 'var pattern = regexp.MustCompile(`"?\\s*pass\\S*?"?\\s*[:=]\\s*`)'],
  // Hashes, versions, dates and names of other things.
  ["a.json", '"tiktoken": ["tiktoken@1.0.22"]'],
  ["a.toml", 'valkey = ["valkey[libvalkey]>=6.0.2"]'],
  ["a.txt", "secret\t2020-07-30T15:24:28Z"],
  ["a.py", "Signature Algorithm: sha1WithRSAEncryption"],
  ["go.sum", `github.com/a/credentials v1.2.3 h1:${alnum(43)}=`],
  ["a.json", `"visitor-keys": "8.59.1" } }, "sha512-${alnum(86)}=="`],
  ["a.ts", `encrypted_key: '${strong}'`],
])("%s: %s is none at either point", (path, text) => {
  expect(values(text, "redact", path)).toEqual([]);
  expect(values(text, "scan", path)).toEqual([]);
});

test("a password hash is redacted, and blocks nothing", () => {
  const hash = `$2b$12$${alnum(53)}`;
  expect(values(`password: "${hash}"`, "redact", "a.yaml")).toEqual([hash]);
  expect(values(`password: "${hash}"`, "scan", "a.yaml")).toEqual([]);
});
