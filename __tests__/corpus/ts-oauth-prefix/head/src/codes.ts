export interface IssuedCode {
  readonly clientId: string;
  readonly userId: string;
  readonly redirectUri: string;
  readonly codeChallenge: string;
}

/** Each code can be taken once, within a minute. */
export interface Codes {
  put(code: string, issued: IssuedCode): Promise<void>;
  take(code: string): Promise<IssuedCode | undefined>;
}
