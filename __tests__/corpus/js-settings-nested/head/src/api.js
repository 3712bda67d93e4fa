import { canModerate } from "./access.js";
import { applySettings } from "./settings.js";

/** `account` is the signed-in one: an object with `name` and the flags of the directory; `body` is parsed JSON. */
export function handle({ method, path, account, body }, { users, posts }) {
  if (method === "PATCH" && path === "/me/settings") {
    applySettings(users.get(account.name), body);
    return { status: 204 };
  }
  if (method === "DELETE" && path.startsWith("/posts/")) {
    if (!canModerate(account)) return { status: 403 };
    posts.delete(path.slice("/posts/".length));
    return { status: 204 };
  }
  return { status: 404 };
}
