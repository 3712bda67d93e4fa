/** Payment and shop services. */

import { mixed } from "../checks.ts";
import type { Format } from "../format.ts";
import { row } from "./build.ts";

const B62 = "[A-Za-z0-9]";

export const PAYMENTS: readonly Format[] = [
  row({
    type: "stripe-live-key",
    provider: "Stripe",
    title: "Stripe live secret key",
    prefixes: ["sk_live_", "rk_live_"],
    body: `${B62}{16,247}`,
    revoke: "https://docs.stripe.com/keys#rolling-keys",
  }),
  row({
    type: "stripe-test-key",
    provider: "Stripe",
    title: "Stripe test secret key",
    prefixes: ["sk_test_", "rk_test_", "sk_prod_", "rk_prod_"],
    body: `${B62}{16,247}`,
    severity: "medium",
    revoke: "https://docs.stripe.com/keys#rolling-keys",
  }),
  row({
    type: "stripe-webhook-secret",
    provider: "Stripe",
    title: "Stripe webhook signing secret",
    prefixes: ["whsec_"],
    body: "[A-Za-z0-9+/=]{32,64}",
    severity: "high",
    revoke: "https://docs.stripe.com/webhooks#roll-endpoint-secrets",
  }),
  row({
    type: "square-token",
    provider: "Square",
    title: "Square access token or application secret",
    prefixes: ["sq0atp-", "sq0csp-"],
    body: "[A-Za-z0-9_-]{22,43}",
    revoke: "https://developer.squareup.com/docs/oauth-api/revoke-renew-obtain",
  }),
  row({
    type: "square-personal-token",
    provider: "Square",
    title: "Square personal access token",
    prefixes: ["EAAA"],
    body: "[A-Za-z0-9_-]{60}",
    check: mixed,
    revoke: "https://developer.squareup.com/docs/build-basics/access-tokens",
  }),
  row({
    type: "braintree-token",
    provider: "PayPal",
    title: "Braintree access token",
    prefixes: ["access_token$production$"],
    body: String.raw`[a-z0-9]{16}\$[a-z0-9]{32}`,
    revoke: "https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials",
  }),
  row({
    type: "plaid-token",
    provider: "Plaid",
    title: "Plaid access token",
    prefixes: ["access-sandbox-", "access-development-", "access-production-"],
    body: "[a-f0-9]{8}-(?:[a-f0-9]{4}-){3}[a-f0-9]{12}",
    revoke: "https://plaid.com/docs/api/items/#itemremove",
  }),
  row({
    type: "flutterwave-key",
    provider: "Flutterwave",
    title: "Flutterwave secret key",
    prefixes: ["FLWSECK_TEST-", "FLWSECK-"],
    body: "[a-zA-Z0-9]{12,40}-X",
    revoke: "https://developer.flutterwave.com/docs/api-keys",
  }),
  row({
    type: "razorpay-key-id",
    provider: "Razorpay",
    title: "Razorpay live key id",
    prefixes: ["rzp_live_"],
    body: `${B62}{14}`,
    severity: "high",
    revoke: "https://razorpay.com/docs/payments/dashboard/account-settings/api-keys/",
  }),
  row({
    type: "shopify-token",
    provider: "Shopify",
    title: "Shopify access token or shared secret",
    prefixes: ["shpat_", "shpca_", "shppa_", "shpss_"],
    body: "[a-fA-F0-9]{32}",
    revoke: "https://shopify.dev/docs/apps/build/authentication-authorization",
  }),
  row({
    type: "duffel-token",
    provider: "Duffel",
    title: "Duffel access token",
    prefixes: ["duffel_live_", "duffel_test_"],
    body: "[A-Za-z0-9_=-]{43}",
  }),
  row({
    type: "easypost-key",
    provider: "EasyPost",
    title: "EasyPost API key",
    prefixes: ["EZAK", "EZTK"],
    body: `${B62}{54}`,
    revoke: "https://docs.easypost.com/docs/authentication",
  }),
];
