/** The environment of this process, and which of it is secret. */

export type Variables = Readonly<Record<string, string | undefined>>;

/** As it is now. */
export function readVariables(): Variables {
  return { ...process.env };
}

/** Names of variables whose values are secrets wherever they turn up; an input's name has dashes. */
const SECRET_NAME = /(?:TOKEN|SECRET|PASSWORD|PASSWD|API[_-]?KEY|PRIVATE[_-]?KEY|ACCESS[_-]?KEY|CREDENTIAL)/iu;
/** Shorter values would redact ordinary words. */
const SECRET_MINIMUM = 8;

export function secretsOf(env: Variables): readonly string[] {
  return Object.entries(env)
    .flatMap(([name, value]) => (value !== undefined && SECRET_NAME.test(name) ? [value.trim()] : []))
    .flatMap(longEnough);
}

export function longEnough(value: string | undefined): readonly string[] {
  return value !== undefined && value.length >= SECRET_MINIMUM ? [value] : [];
}
