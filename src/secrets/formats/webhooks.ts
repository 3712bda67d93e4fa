/** Addresses that whoever knows them may post to, and addresses that carry their own signature. */

import type { Format } from "../format.ts";
import { placed } from "./build.ts";

/** Such an address is the secret as a whole: the scheme and host are taken with it. */
const webhook = (
  given: Pick<Format, "type" | "provider" | "title"> & { host: string; path: string; body: string; revoke?: string },
): Format => {
  const { host, path, body, ...rest } = given;
  const literal = (host + path).replace(/[.?]/gu, "\\$&");
  return placed({
    ...rest,
    severity: "high",
    anchors: [host + path],
    lead: "(?:https?://)?",
    before: literal,
    body,
    place: (text, anchor) => `https://${anchor}${text}`,
    noMatch: [`https://${host}${path}`],
  });
};

const GUID = "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}";

export const WEBHOOKS: readonly Format[] = [
  webhook({
    type: "slack-webhook",
    provider: "Slack",
    title: "Slack incoming webhook",
    host: "hooks.slack.com",
    path: "/services/",
    body: "[A-Za-z0-9+/]{20,120}",
    revoke: "https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks",
  }),
  webhook({
    type: "slack-workflow-webhook",
    provider: "Slack",
    title: "Slack workflow webhook",
    host: "hooks.slack.com",
    path: "/workflows/",
    body: "[A-Za-z0-9+/]{20,120}",
  }),
  webhook({
    type: "slack-trigger-webhook",
    provider: "Slack",
    title: "Slack trigger webhook",
    host: "hooks.slack.com",
    path: "/triggers/",
    body: "[A-Za-z0-9+/]{20,120}",
  }),
  webhook({
    type: "google-chat-webhook",
    provider: "Google",
    title: "Google Chat webhook",
    host: "chat.googleapis.com",
    path: "/v1/spaces/",
    body: "[A-Za-z0-9_-]{8,20}/messages[?]key=[A-Za-z0-9_-]{30,50}[&]token=[A-Za-z0-9_%-]{30,60}",
  }),
  webhook({
    type: "zapier-webhook",
    provider: "Zapier",
    title: "Zapier webhook",
    host: "hooks.zapier.com",
    path: "/hooks/catch/",
    body: "[A-Za-z0-9/]{8,60}",
  }),
  webhook({
    type: "make-webhook",
    provider: "Make",
    title: "Make webhook",
    host: ".make.com",
    path: "/",
    body: "[a-z0-9]{32}",
  }),
  webhook({
    type: "ifttt-webhook",
    provider: "IFTTT",
    title: "IFTTT webhook",
    host: "maker.ifttt.com",
    path: "/trigger/",
    body: "[A-Za-z0-9_-]{1,60}/with/key/[A-Za-z0-9_-]{22,43}",
  }),
  webhook({
    type: "tines-webhook",
    provider: "Tines",
    title: "Tines webhook",
    host: ".tines.com",
    path: "/webhook/",
    body: "[a-f0-9]{32}/[a-f0-9]{32}",
  }),
  webhook({
    type: "feishu-webhook",
    provider: "Feishu",
    title: "Feishu or Lark bot webhook",
    host: "open.feishu.cn",
    path: "/open-apis/bot/v2/hook/",
    body: GUID,
  }),
  webhook({
    type: "lark-webhook",
    provider: "Lark",
    title: "Lark bot webhook",
    host: "open.larksuite.com",
    path: "/open-apis/bot/v2/hook/",
    body: GUID,
  }),
  webhook({
    type: "dingtalk-webhook",
    provider: "DingTalk",
    title: "DingTalk robot webhook",
    host: "oapi.dingtalk.com",
    path: "/robot/send?access_token=",
    body: "[a-f0-9]{64}",
  }),
  webhook({
    type: "wecom-webhook",
    provider: "WeCom",
    title: "WeCom bot webhook",
    host: "qyapi.weixin.qq.com",
    path: "/cgi-bin/webhook/send?key=",
    body: GUID,
  }),
  webhook({
    type: "pipedream-webhook",
    provider: "Pipedream",
    title: "Pipedream endpoint",
    host: ".m.pipedream.net",
    path: "/",
    body: "[A-Za-z0-9]{12,40}",
  }),
  placed({
    type: "teams-webhook",
    provider: "Microsoft",
    title: "Microsoft Teams incoming webhook",
    severity: "high",
    anchors: ["/IncomingWebhook/"],
    lead: "https://[a-z0-9.-]{8,80}/webhookb?2?/[a-z0-9-]{36}@[a-z0-9-]{36}",
    before: "/IncomingWebhook/",
    body: `[A-Za-z0-9]{32}/[a-z0-9-]{36}`,
    place: (text, anchor) =>
      `https://a.webhook.office.com/webhookb2/${"a".repeat(36)}@${"b".repeat(36)}${anchor}${text}`,
  }),
  placed({
    type: "discord-webhook",
    provider: "Discord",
    title: "Discord webhook",
    severity: "high",
    revoke: "https://discord.com/developers/docs/resources/webhook",
    anchors: ["/api/webhooks/"],
    lead: "(?:https?://[a-z.]{8,40})?",
    before: "/api/webhooks/",
    body: "[0-9]{17,20}/[A-Za-z0-9_-]{60,80}",
    place: (text, anchor) => `https://discord.com${anchor}${text}`,
    noMatch: ["/api/webhooks/new"],
  }),
  placed({
    type: "azure-logic-apps-signature",
    provider: "Azure",
    title: "signature of an Azure Logic Apps or Power Automate trigger",
    severity: "high",
    anchors: ["/paths/invoke?"],
    before: "/paths/invoke[?][A-Za-z0-9_.=&%;-]{0,200}?sig=",
    body: "[A-Za-z0-9_-]{43}",
    place: (text, anchor) => `https://a.logic.azure.com/workflows/b/triggers/manual${anchor}sp=c&sig=${text}`,
  }),
  placed({
    type: "aws-presigned-signature",
    provider: "AWS",
    title: "signature of a presigned AWS request",
    severity: "low",
    confidence: "low",
    anchors: ["X-Amz-Signature="],
    before: "X-Amz-Signature=",
    body: "[a-f0-9]{64}",
    place: (text, anchor) => `https://b.s3.amazonaws.com/k?${anchor}${text}`,
  }),
  placed({
    type: "aws-presigned-credential",
    provider: "AWS",
    title: "credential scope of a presigned AWS request",
    severity: "low",
    confidence: "low",
    anchors: ["X-Amz-Credential="],
    before: "X-Amz-Credential=",
    body: "[A-Z0-9]{16,24}(?:%2F|/)[A-Za-z0-9%/_-]{10,90}",
    place: (text, anchor) => `https://b.s3.amazonaws.com/k?${anchor}${text}`,
  }),
];
