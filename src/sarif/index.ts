export { fingerprint, fingerprintsOf, primaryLocationLineHashes, type Identity } from "./fingerprints.ts";
export { LAST_LINE, parseSarif, type ParsedRun, type SarifContext } from "./parse.ts";
export { SarifError } from "./parse-schema.ts";
export { LEVEL_OF } from "./severity.ts";
export { toSarif, type SarifText } from "./to-sarif.ts";
export { isUploaded, toUpload, type SarifUpload, type UploadScope } from "./to-upload.ts";
