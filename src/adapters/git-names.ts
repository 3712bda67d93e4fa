/** Full names of objects, which alone become arguments of git. */

import { OBJECT_NAME } from "../object-name.ts";

/** Guards what becomes an argument or a line of stdin. */
export function objectName(name: string): string {
  if (!OBJECT_NAME.test(name)) throw new TypeError("not a full object name");
  return name;
}
