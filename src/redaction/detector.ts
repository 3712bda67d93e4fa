/** The engine with what a policy adds to it and allows. */

import { BUILT_IN, merged, type Detector } from "../secrets/index.ts";
import { createAllowance, createFinder, typeOf, type Allowed, type OwnPattern } from "./patterns.ts";
import { findPersonalData, PERSONAL_DATA, type PersonalData } from "./personal.ts";

/** `redaction` of a policy. */
export interface RedactionRules {
  readonly patterns?: readonly OwnPattern[] | undefined;
  /** Never for the run's own secrets, which are not looked for here. */
  readonly allow?: readonly Allowed[] | undefined;
  readonly "personal-data"?: boolean | readonly PersonalData[] | undefined;
}

/** Without rules the engine as it is. */
export function createDetector(rules: RedactionRules = {}): Detector {
  const { patterns = [], allow = [] } = rules;
  const finders = patterns.map(createFinder);
  const personal = personalDataOf(rules);
  const isAllowed = createAllowance(allow);
  const lookAtAll: Detector["look"] = (text, where) => {
    const found = BUILT_IN.look(text, where);
    if (finders.length === 0 && personal.length === 0) return found;
    const own = finders.flatMap((find) => find(text));
    const people = where.point === "redact" ? findPersonalData(text, personal) : [];
    return own.length + people.length === 0 ? found : merged([...found, ...own, ...people]);
  };
  const look: Detector["look"] = (text, where) =>
    lookAtAll(text, where).filter(({ start, end }) => !isAllowed(text.slice(start, end)));
  return { look: allow.length === 0 ? lookAtAll : look, lookAtAll, types: [...patterns.map(typeOf), ...personal] };
}

function personalDataOf({ "personal-data": asked = false }: RedactionRules): readonly PersonalData[] {
  if (asked === true) return PERSONAL_DATA;
  return asked === false ? [] : PERSONAL_DATA.filter((kind) => asked.includes(kind));
}
