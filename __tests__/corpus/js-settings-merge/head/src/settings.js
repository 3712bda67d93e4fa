export const DEFAULTS = Object.freeze({
  theme: "light",
  digest: "weekly",
  editor: Object.freeze({ font: "serif", tabs: 2 }),
});

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function merge(target, changes) {
  for (const [name, value] of Object.entries(changes)) {
    if (isObject(value)) {
      if (!isObject(target[name])) target[name] = {};
      merge(target[name], value);
    } else {
      target[name] = value;
    }
  }
}

export function applySettings(user, changes) {
  merge(user.settings, changes);
}
