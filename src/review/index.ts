export { cover, coverageRatio, type Exclusion } from "./coverage.ts";
