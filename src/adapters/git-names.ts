/** Full names of objects, which alone become arguments of git. */

export const OBJECT_NAME = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u;

/** Guards what becomes an argument or a line of stdin. */
export function objectName(name: string): string {
  if (!OBJECT_NAME.test(name)) throw new TypeError("not a full object name");
  return name;
}
