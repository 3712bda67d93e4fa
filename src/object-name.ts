/** The full name of a git object: SHA-1 or SHA-256 in small hexadecimal digits (gitglossary, "object name"). */
export const OBJECT_NAME = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u;
