/** Names that say that their value is a secret, in the naming styles of the languages and in the languages of people. */

/** How much a name says: `password` alone makes a short value a secret, `secret` needs a value of some strength, `weak` a random one, `faint` the same at the redact point only. */
export type Strength = "password" | "secret" | "weak" | "faint";

export interface NamedSecret {
  readonly type: "password" | "secret" | "token" | "api-key" | "encryption-key" | "credential";
  readonly strength: Strength;
}

/** Every name in the tables below contains one of these, so that the prefilter finds it. */
export const NAME_ANCHORS = [
  "pass",
  "pasw",
  "psw",
  "pssw",
  "pw",
  "secret",
  "scret",
  "securestring",
  "token",
  "key",
  "cred",
  "auth",
  "psk",
  "salt",
  "pepper",
  "bearer",
  "session",
  "cookie",
  "webhook",
  "license",
  "jwt",
  "_pat",
  "apipat",
  "seed",
  "verifier",
  "mnemonic",
  "identified by",
  // Spanish, Portuguese, French, Italian, German, Dutch, Scandinavian, Finnish, Polish, Czech, Turkish, Hungarian, Croatian.
  "contrase",
  "senha",
  "motdepasse",
  "mot_de_passe",
  "mdp",
  "parol",
  "kennwort",
  "wachtwoord",
  "adgangskode",
  "senord",
  "salasana",
  "haslo",
  "hasło",
  "heslo",
  "sifre",
  "şifre",
  "jelsz",
  "lozinka",
  // Russian and Ukrainian, Greek, Hebrew, Arabic, Chinese, Japanese, Korean.
  "парол",
  "κωδικ",
  "סיסמ",
  "كلمة",
  "密码",
  "密碼",
  "口令",
  "パスワード",
  "비밀번호",
  "암호",
] as const;

const PASSWORD =
  /passw|passphrase|passcode|pass$|^pass|_pass_|pwd|pa?s{1,2}w(?:or)?r?d|psw$|(?:^|_)u?pw(?:$|_)|secure_?string$|senha|contrase|kennwort|mot_?de_?passe|(?:^|_)mdp(?:$|_)|wachtwoord|adgangskode|losenord|salasana|has[lł]o(?:$|_)|heslo|(?:^|_)sifre|jelszo|lozinka|parol|identified_by|парол|κωδικ|סיסמ|كلمة|密[码碼]|口令|パスワード|비밀번호|암호/u;
const API_KEY =
  /api_?key|access_?key|account_?key|shared_?key|app_?key|application_?key|auth_?key|subscription_?key|service_?key|consumer_?key|apikey/u;
const KEY =
  /(?:private|priv|encryption|encrypt|signing|sign|master|crypto|cipher|aes|hmac|rsa|root|session|cookie|storage|server|deploy|license|activation|unseal|integration|write|admin|jwt|ssl|tls|ssh|host|webhook|routing|account|bot|secure|client)_?key|(?:^|_)(?:psk|pre_?shared_?key)(?:$|_)/u;
const SECRET = /secret|(?:^|_)scret$/u;
const TOKEN = /token|bearer|jwt|(?:^|_)pat(?:$|_)/u;
const CREDENTIAL = /cred(?:s|ential|$)|(?:^|_)auth$|authorization/u;
const WEAK = /(?:key|(?:^|_)auth|(?:^|_)seed|mnemonic)$/u;
const FAINT = /(?:^|_)(?:key|salt|pepper|auth|session|cookie|sid|sig|webhook|license|verifier)(?:$|_|s$)/u;

/** The last word says that the value is about a secret and not one. */
const ABOUT =
  /(?:^|_)(?:id|ids|name|names|type|types|field|fields|label|path|paths|file|files|filename|dir|url|urls|uri|endpoint|length|len|size|empty|strength|min|max|regex|regexp|pattern|policy|expiry|expires|expiration|expire|ttl|timeout|count|hint|error|errors|message|msg|prompt|title|help|desc|description|required|enabled|disabled|valid|invalid|input|selector|strength|header|headers|format|class|arn|version|placeholder|provider|manager|service|store|repository|factory|handler|helper|util|utils|validator|generator|reset|forgot|change|changed|update|updated|mode|algorithm|alg|method|kind|status|state|index|idx|ref|reference|env|var|variable|column|attribute|attr|property|prop|param|parameter|option|options|command|cmd|callback|page|view|form|link|button|icon|mask|visible|show|hide|prefix|suffix|separator|delimiter|position|offset|limit|date|time|at|on|usage|cost|budget|rate|hash|digest|checksum|sha1|sha256|md5|fingerprint|(?<!identified_)by|scope|scopes|claim|claims|issuer|audience|owner|email|user|username|group|role|roles|source|target|code_challenge_method|requirements|complexity|complexity_code|rules|decode|encode|findall|split|join|replace|compile|match|search|exists|is_base64)$/u;
/** A question, answered with yes or no. */
const QUESTION =
  /^(?:is|has|use|uses|show|hide|no|if|should|can|with|without|allow|require|requires|need|needs|check|validate|enable|disable)_/u;
/** Keys of other kinds, and words that only sound alike. */
const OTHER =
  /(?:^|_)(?:public|pub|primary|foreign|sort|cache|partition|hash|unique|index|translation|i18n|lookup|row|map|dict|object|registry|hot|encrypted|known|wrapped)(?:_|s?$|keys?$)|short_?cut|answer|bypass|compass|encompass|passenger|passage|passive|passing|passed|passes|passthrough|pass_through|by_?pass|keyboard|keyword|keyframe|keynote|keyof|keydown|keyup|keypress|keycode|monkey|valkey|tiktoken|turkey|donkey|hockey|jockey|whiskey|author(?!iz)|authored|salty|tokenizer|tokenize|credit|parole|secretar|csrf_?token_?name|next_?page_?token|continuation_?token|page_?token|max_?token|token_?count|num_?token|key_?id|web_?socket_key|integrity|resolved|checksum|fingerprint|md5|sha(?:1|256|512)/u;

const known = new Map<string, NamedSecret | undefined>();
const MOST_KNOWN = 4_000;

/** What a name such as `dbPassword`, `AWS_SECRET`, `x-api-key` promises; undefined when nothing. */
export function namedSecret(name: string): NamedSecret | undefined {
  if (known.has(name)) return known.get(name);
  if (known.size >= MOST_KNOWN) known.clear();
  const result = promised(name);
  known.set(name, result);
  return result;
}

function promised(name: string): NamedSecret | undefined {
  const words = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/([a-z0-9])([A-Z])/gu, "$1_$2")
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .toLowerCase()
    .replace(/^_+|_?\d*_*$/gu, "");
  if (words === "" || ABOUT.test(words) || QUESTION.test(words) || OTHER.test(words)) return undefined;
  if (PASSWORD.test(words)) return { type: "password", strength: "password" };
  if (API_KEY.test(words)) return { type: "api-key", strength: "secret" };
  if (KEY.test(words)) return { type: "encryption-key", strength: "secret" };
  if (SECRET.test(words)) return { type: "secret", strength: "secret" };
  if (TOKEN.test(words)) return { type: "token", strength: "secret" };
  if (CREDENTIAL.test(words)) return { type: "credential", strength: "secret" };
  if (WEAK.test(words)) return { type: "credential", strength: "weak" };
  return FAINT.test(words) ? { type: "credential", strength: "faint" } : undefined;
}
