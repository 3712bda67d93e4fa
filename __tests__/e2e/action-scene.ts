/** A pull request with a leaked token on the local GitHub, and a job that reviews it with the built program. */

import { makeRepository, type Repository } from "../fixtures/repository.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";
import { startGitHub, type GitHubOptions, type GitHubServer } from "../servers/github.ts";
import { job, pullRequestEvent, type Job, type Step, type Stepped } from "./runner.ts";

export interface ActionScene {
  readonly repository: Repository;
  readonly gitHub: GitHubServer;
  readonly runner: Job;
  readonly base: string;
  readonly head: string;
  /** Scanners in this process only and nobody asked, unless inputs say otherwise: no tool is fetched. */
  review(step?: Partial<Step>): Promise<Stepped>;
  dispose(): Promise<void>;
}

/** The quick part of the program: one scanner, and no model. */
export const QUICK = { scanners: "secrets", provider: "none" };

export const LEAK = `export const region = "eu";\nexport const token = "${GITHUB_TOKEN}";\n`;

export async function actionScene({
  before = {},
  after = { "src/config.ts": LEAK },
  ...options
}: Partial<Omit<GitHubOptions, "bare">> & {
  readonly before?: Readonly<Record<string, string>>;
  readonly after?: Readonly<Record<string, string>>;
} = {}): Promise<ActionScene> {
  const repository = makeRepository({ bare: true });
  repository.write({ "README.md": "# App\n", "src/config.ts": 'export const region = "eu";\n', ...before });
  const base = repository.commit("base");
  repository.branch("topic", base);
  repository.write(after);
  const head = repository.commit("head");
  const gitHub = await startGitHub({ bare: repository.path, ...options });
  gitHub.pull({ base, head });
  const runner = job(gitHub);
  return {
    ...{ repository, gitHub, runner, base, head },
    review: ({ inputs, ...step } = {}) =>
      runner.run({ event: pullRequestEvent(gitHub), ...step, inputs: { ...QUICK, ...inputs } }),
    dispose: async () => {
      runner.dispose();
      await gitHub.close();
      repository.dispose();
    },
  };
}
