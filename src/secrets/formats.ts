/** All credential formats: data from the providers' own documentation, in files by family. The order is of no account. */

import type { Format } from "./format.ts";
import { CLOUDS } from "./formats/clouds.ts";
import { FORGES } from "./formats/forges.ts";
import { MESSAGING } from "./formats/messaging.ts";
import { MODELS } from "./formats/models.ts";
import { OPERATIONS } from "./formats/operations.ts";
import { PAYMENTS } from "./formats/payments.ts";
import { SERVICES } from "./formats/services.ts";
import { STRUCTURES } from "./formats/structures.ts";

export const FORMATS: readonly Format[] = [
  ...FORGES,
  ...CLOUDS,
  ...OPERATIONS,
  ...PAYMENTS,
  ...MESSAGING,
  ...SERVICES,
  ...MODELS,
  ...STRUCTURES,
];
