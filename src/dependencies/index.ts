/** Dependencies of a change: what was added, where it stands, whether it may be. */

export { readAdvisories } from "./advisories.ts";
export { changesManifests, comparisonGaps, NOT_ASKED, readComparison, withoutComparison } from "./comparison.ts";
export { dependencyFindings } from "./findings.ts";
export { LICENSE_RULES, licenseFindings, type LicenseReport } from "./licenses-findings.ts";
export { licenseJudge, licenseSentence, type LicensePolicy } from "./licenses.ts";
export { licenseMistake } from "./licenses-spdx.ts";
export { placer } from "./placement.ts";
export { isNamedBy, parsePurl, type PackageName } from "./purl.ts";
export { DENIED_RULE } from "./rules.ts";
export { DOCUMENT_NAMES, readDocuments, type DocumentName, type Documents } from "./sbom.ts";
