/** All credential formats: data from the providers' own documentation, in files by family. The order is of no account. */

import type { Format } from "./format.ts";
import { AI } from "./formats/ai.ts";
import { BUSINESS } from "./formats/business.ts";
import { CLOUDS } from "./formats/clouds.ts";
import { COMMUNICATION } from "./formats/communication.ts";
import { CONTENT } from "./formats/content.ts";
import { DELIVERY } from "./formats/delivery.ts";
import { FINANCE } from "./formats/finance.ts";
import { FORGES } from "./formats/forges.ts";
import { HOSTING } from "./formats/hosting.ts";
import { IDENTITY } from "./formats/identity.ts";
import { KEYS } from "./formats/keys.ts";
import { MESSAGING } from "./formats/messaging.ts";
import { MODELS } from "./formats/models.ts";
import { MONITORING } from "./formats/monitoring.ts";
import { OPERATIONS } from "./formats/operations.ts";
import { PAYMENTS } from "./formats/payments.ts";
import { PLACES } from "./formats/places.ts";
import { SERVICES } from "./formats/services.ts";
import { STRUCTURES } from "./formats/structures.ts";
import { WEBHOOKS } from "./formats/webhooks.ts";

export const FORMATS: readonly Format[] = [
  ...AI,
  ...BUSINESS,
  ...CLOUDS,
  ...COMMUNICATION,
  ...CONTENT,
  ...DELIVERY,
  ...FINANCE,
  ...FORGES,
  ...HOSTING,
  ...IDENTITY,
  ...KEYS,
  ...MESSAGING,
  ...MODELS,
  ...MONITORING,
  ...OPERATIONS,
  ...PAYMENTS,
  ...PLACES,
  ...SERVICES,
  ...STRUCTURES,
  ...WEBHOOKS,
];
