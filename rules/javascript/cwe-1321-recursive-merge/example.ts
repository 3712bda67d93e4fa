export function merge(target, source) {
  for (const key in source) {
    if (typeof source[key] === "object" && target[key]) {
      // ruleid: javascript.cwe-1321.recursive-merge
      merge(target[key], source[key]);
    } else {
      target[key] = source[key];
    }
  }
  return target;
}

const extend = (into, from) => {
  for (const name of Object.keys(from)) {
    // ruleid: javascript.cwe-1321.recursive-merge
    if (isObject(from[name])) into[name] = extend(into[name], from[name]);
    else into[name] = from[name];
  }
  return into;
};

function deep(a, b) {
  Object.keys(b).forEach((key) => {
    // ruleid: javascript.cwe-1321.recursive-merge
    a[key] = isObject(b[key]) ? deep(a[key], b[key]) : b[key];
  });
  return a;
}

function guarded(target, source) {
  for (const key in source) {
    if (key === "__proto__" || key === "constructor") continue;
    // ok: javascript.cwe-1321.recursive-merge
    if (isObject(source[key])) guarded(target[key], source[key]);
    else target[key] = source[key];
  }
}

const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);
function listed(target, source) {
  for (const key of Object.keys(source)) {
    if (FORBIDDEN.has(key)) continue;
    // ok: javascript.cwe-1321.recursive-merge
    if (isObject(source[key])) listed(target[key], source[key]);
    else target[key] = source[key];
  }
}

function shallow(target, source) {
  for (const key in source) {
    // ok: javascript.cwe-1321.recursive-merge
    copy(target[key], source[key]);
  }
}

function known(target, source) {
  for (const key of Object.keys(source)) {
    if (Object.hasOwn(target, key)) {
      // ok: javascript.cwe-1321.recursive-merge
      known(target[key], source[key]);
    }
  }
}
