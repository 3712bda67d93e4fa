import Handlebars from "handlebars";
import Mustache from "mustache";
import nunjucks from "nunjucks";

// ruleid: javascript.cwe-79.escaping-off
nunjucks.configure("views", { autoescape: false, express: app });
// ruleid: javascript.cwe-79.escaping-off
export const page = Handlebars.compile(source, { noEscape: true });
// ruleid: javascript.cwe-79.escaping-off
Mustache.escape = (text) => text;

// ok: javascript.cwe-79.escaping-off
nunjucks.configure("views", { autoescape: true });
// ok: javascript.cwe-79.escaping-off
nunjucks.configure("views", { express: app });
// ok: javascript.cwe-79.escaping-off
export const safe = Handlebars.compile(source, { strict: true });
// ok: javascript.cwe-79.escaping-off
Mustache.escape = (text) => escapeHtml(text);
