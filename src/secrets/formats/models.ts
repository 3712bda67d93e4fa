/** Providers of language models and machine learning. */

import { mixed } from "../checks.ts";
import type { Format } from "../format.ts";
import { keyed, row } from "./build.ts";

export const MODELS: readonly Format[] = [
  row({
    type: "anthropic-key",
    provider: "Anthropic",
    title: "Anthropic API key",
    prefixes: ["sk-ant-"],
    body: "[A-Za-z0-9_-]{32,150}",
    revoke: "https://console.anthropic.com/settings/keys",
  }),
  row({
    type: "openai-key",
    provider: "OpenAI",
    title: "OpenAI API key",
    // The five characters in the middle are base64 of "OpenAI"; project keys may be longer.
    prefixes: ["sk-"],
    body: "[A-Za-z0-9_-]{16,88}T3BlbkFJ[A-Za-z0-9_-]{16,80}",
    revoke: "https://platform.openai.com/api-keys",
  }),
  row({
    type: "sk-key",
    title: "API key of the sk- family (OpenAI, DeepSeek, OpenRouter and others)",
    prefixes: ["sk-proj-", "sk-svcacct-", "sk-or-v1-", "sk-lf-", "sk-"],
    body: "[A-Za-z0-9]{32,64}",
    check: mixed,
    severity: "high",
    confidence: "medium",
    revoke: "https://platform.openai.com/api-keys",
  }),
  row({
    type: "huggingface-token",
    provider: "Hugging Face",
    title: "Hugging Face access token",
    prefixes: ["hf_", "api_org_"],
    body: "[A-Za-z]{34}",
    revoke: "https://huggingface.co/settings/tokens",
  }),
  row({
    type: "groq-key",
    provider: "Groq",
    title: "Groq API key",
    prefixes: ["gsk_"],
    body: "[A-Za-z0-9]{52}",
    revoke: "https://console.groq.com/keys",
  }),
  row({
    type: "xai-key",
    provider: "xAI",
    title: "xAI API key",
    prefixes: ["xai-"],
    body: "[A-Za-z0-9]{80}",
    revoke: "https://console.x.ai",
  }),
  row({
    type: "perplexity-key",
    provider: "Perplexity",
    title: "Perplexity API key",
    prefixes: ["pplx-"],
    body: "[A-Za-z0-9]{48}",
    revoke: "https://www.perplexity.ai/settings/api",
  }),
  row({
    type: "replicate-token",
    provider: "Replicate",
    title: "Replicate API token",
    prefixes: ["r8_"],
    body: "[A-Za-z0-9]{37}",
    revoke: "https://replicate.com/account/api-tokens",
  }),
  row({
    type: "langsmith-key",
    provider: "LangChain",
    title: "LangSmith API key",
    prefixes: ["lsv2_pt_", "lsv2_sk_"],
    body: "[a-f0-9]{32}_[a-f0-9]{10}",
    revoke:
      "https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key",
  }),
  row({
    type: "nvidia-key",
    provider: "NVIDIA",
    title: "NVIDIA API key",
    prefixes: ["nvapi-"],
    body: "[A-Za-z0-9_-]{60,70}",
    revoke: "https://org.ngc.nvidia.com/setup/api-keys",
  }),
  row({
    type: "pinecone-key",
    provider: "Pinecone",
    title: "Pinecone API key",
    prefixes: ["pcsk_"],
    body: "[A-Za-z0-9]{5,6}_[A-Za-z0-9]{60,66}",
    revoke: "https://docs.pinecone.io/guides/projects/manage-api-keys",
  }),
  keyed({
    type: "wandb-key",
    provider: "Weights & Biases",
    title: "Weights & Biases API key",
    names: ["wandb"],
    body: "[a-f0-9]{40}",
    revoke: "https://wandb.ai/authorize",
  }),
];
