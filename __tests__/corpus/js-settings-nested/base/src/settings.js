export const DEFAULTS = Object.freeze({
  theme: "light",
  digest: "weekly",
});

export function applySettings(user, changes) {
  for (const name of Object.keys(DEFAULTS)) {
    if (typeof changes[name] === "string") user.settings[name] = changes[name];
  }
}
