/** Messaging, mail and social services. */

import { formed, mixed } from "../checks.ts";
import type { Format } from "../format.ts";
import { infixed, keyed, row, services } from "./build.ts";

const B62 = "[A-Za-z0-9]";

export const MESSAGING: readonly Format[] = [
  row({
    type: "slack-token",
    provider: "Slack",
    title: "Slack token",
    prefixes: "xoxb- xoxp- xoxa- xoxr- xoxs- xoxo- xoxc- xoxd- xoxe- xoxe.xoxb- xoxe.xoxp-".split(" "),
    body: "[A-Za-z0-9%/+=-]{14,400}",
    check: mixed,
    revoke: "https://docs.slack.dev/reference/methods/auth.revoke",
  }),
  row({
    type: "slack-app-token",
    provider: "Slack",
    title: "Slack app-level token",
    prefixes: ["xapp-"],
    body: "[0-9]-[A-Z0-9]{8,14}-[0-9]{8,16}-[a-zA-Z0-9]{30,80}",
    revoke: "https://docs.slack.dev/authentication/tokens/",
  }),
  ...services([
    [
      "Discord",
      // The first part is the bot's numeric id in base64, so it begins with M, N or O and a base64 digit.
      "(?:M|N|O)[A-Za-z0-9_-]{23,25}[.][A-Za-z0-9_-]{6}[.][A-Za-z0-9_-]{27,38}",
      {
        type: "discord-token",
        words: "discord|bot_token|client.login|bot.run|client.run",
        check: formed,
        severity: "critical",
        confidence: "high",
        revoke: "https://discord.com/developers/applications",
      },
    ],
  ]),
  infixed({
    type: "telegram-bot-token",
    provider: "Telegram",
    title: "Telegram bot token",
    left: "(?<![A-Za-z0-9])(?:bot)?",
    before: "[0-9]{7,11}",
    infixes: [":AA"],
    body: "[A-Za-z0-9_-]{32,33}",
    revoke: "https://core.telegram.org/bots/features#botfather",
  }),
  row({
    type: "sendgrid-key",
    provider: "SendGrid",
    title: "SendGrid API key",
    prefixes: ["SG."],
    body: String.raw`[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}`,
    check: mixed,
    revoke: "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys",
  }),
  row({
    type: "twilio-api-key",
    provider: "Twilio",
    title: "Twilio API key id",
    prefixes: ["SK"],
    body: "[a-f0-9]{32}",
    severity: "high",
    revoke: "https://www.twilio.com/docs/iam/api-keys",
  }),
  keyed({
    type: "twilio-auth-token",
    provider: "Twilio",
    title: "Twilio auth token",
    names: ["twilio"],
    body: "[a-f0-9]{32}",
    revoke: "https://www.twilio.com/docs/iam/api/authtoken",
  }),
  row({
    type: "mailgun-key",
    provider: "Mailgun",
    title: "Mailgun private API key",
    prefixes: ["key-"],
    body: "[a-f0-9]{32}",
    revoke: "https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/",
  }),
  infixed({
    type: "mailchimp-key",
    provider: "Mailchimp",
    title: "Mailchimp API key",
    before: "[a-f0-9]{32}",
    infixes: ["-us"],
    body: "[0-9]{1,2}",
    revoke: "https://mailchimp.com/help/about-api-keys/",
  }),
  row({
    type: "brevo-key",
    provider: "Brevo",
    title: "Brevo (Sendinblue) key",
    prefixes: ["xkeysib-", "xsmtpsib-"],
    body: "[a-f0-9]{64}-[A-Za-z0-9]{16}",
    revoke: "https://app.brevo.com/settings/keys/api",
  }),
  row({
    type: "facebook-token",
    provider: "Meta",
    title: "Facebook access token",
    prefixes: ["EAAC", "EAAG", "EAAD", "EAAB", "EAAM"],
    body: `${B62}{90,400}`,
    revoke: "https://developers.facebook.com/docs/facebook-login/guides/access-tokens",
  }),
];
