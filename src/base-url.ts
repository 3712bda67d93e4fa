/** Where code and key may go: over TLS, or to this machine. */
export function isAllowedBaseUrl({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}

/** RFC 6761 6.3 and RFC 1122 3.2.1.3; `URL` has already written every spelling of an address in one form. */
function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/u.test(hostname);
}
