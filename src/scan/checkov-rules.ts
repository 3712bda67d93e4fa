/** What checkov's checks are worth: without a key of its makers' platform it says neither severity nor CWE. */

export const SOURCES = "https://www.checkov.io";

/**
 * Checks of which each one, alone, lets a stranger in or a container out: anyone on the internet, anyone with an account, or
 * everything allowed. They are high. All others ask for a safeguard that is not there, and are low: of a thousand such checks
 * many do not fit a given system. Names as of checkov 3.3.30 (`checkov --list`).
 */
const DECISIVE: Readonly<Record<string, string>> = {
  // SSH, RDP or every port open to the world.
  CKV_AWS_24: "CWE-284",
  CKV_AWS_25: "CWE-284",
  CKV_AWS_277: "CWE-284",
  CKV_AZURE_9: "CWE-284",
  CKV_AZURE_10: "CWE-284",
  CKV_GCP_2: "CWE-284",
  CKV_GCP_3: "CWE-284",
  // Data open to the world.
  CKV_AWS_17: "CWE-284",
  CKV_AWS_20: "CWE-732",
  CKV_AWS_32: "CWE-732",
  CKV_AWS_57: "CWE-732",
  CKV_AWS_70: "CWE-732",
  CKV_AWS_87: "CWE-284",
  CKV_AZURE_11: "CWE-284",
  CKV_AZURE_34: "CWE-732",
  CKV_GCP_11: "CWE-284",
  CKV_GCP_15: "CWE-732",
  CKV_GCP_28: "CWE-732",
  // Everything allowed.
  CKV_AWS_1: "CWE-269",
  CKV_AWS_49: "CWE-269",
  CKV_AWS_62: "CWE-269",
  CKV_AWS_63: "CWE-269",
  CKV_K8S_49: "CWE-269",
  // A container that is the host.
  CKV_K8S_16: "CWE-250",
  CKV_K8S_17: "CWE-250",
  CKV_K8S_18: "CWE-250",
  CKV_K8S_19: "CWE-250",
  CKV_K8S_27: "CWE-250",
  // Credentials in the text.
  CKV_AWS_41: "CWE-798",
  CKV_AWS_45: "CWE-798",
  CKV_AWS_46: "CWE-798",
};

/** SARIF `reportingDescriptor`. */
export function checkovRule(id: string, name: string): object {
  const cwe = Object.hasOwn(DECISIVE, id) ? DECISIVE[id] : undefined;
  return {
    id,
    name,
    shortDescription: { text: name },
    properties: { severity: cwe === undefined ? "low" : "high", ...(cwe === undefined ? {} : { cwe }) },
  };
}
