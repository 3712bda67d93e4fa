/** Names that promise code. */

/** Text that a machine runs, builds from or is configured by: what a reviewer must never miss. */
const SOURCE_EXTENSIONS = new Set(
  (
    "js mjs cjs jsx ts mts cts tsx vue svelte astro html htm xhtml css scss less php phtml php5 phar py pyw pyi pyx rb erb rake " +
    "gemspec go java jsp jspx kt kts groovy gradle scala clj cljs c h cc cpp cxx hh hpp m mm swift rs cs cshtml razor vb fs fsx " +
    "aspx ashx asax pl pm t cgi lua r jl dart ex exs erl hs ml nim zig sol vy sql graphql proto sh bash zsh ksh fish ps1 psm1 psd1 " +
    "bat cmd awk sed tcl vbs wsf hta xml xsl xslt svg json jsonc json5 yml yaml toml ini cfg conf properties env tf tfvars hcl " +
    "bicep rego cue nix dockerfile mk cmake ipynb md mdx rst txt lock tpl tmpl ejs hbs pug twig liquid j2 service plist csproj " +
    "props targets sln bazel bzl star"
  ).split(" "),
);
const SOURCE_NAMES =
  /^(?:\..+rc|\.env.*|\.git(?:attributes|ignore|modules)|\.npmrc|\.htaccess|codeowners|.*(?:docker|container|make|rake|gem|jenkins|proc|vagrant|just|pip|caddy|brew)file.*)$/u;

/** Whether a name promises source code or configuration. */
export function isSourceName(uri: string): boolean {
  const name = uri.slice(uri.lastIndexOf("/") + 1).toLowerCase();
  const dot = name.lastIndexOf(".");
  return SOURCE_NAMES.test(name) || (dot >= 0 && SOURCE_EXTENSIONS.has(name.slice(dot + 1)));
}

/** Prose, data and settings are source to a reader and nothing to an interpreter. */
const DATA_EXTENSIONS = new Set(
  "txt md mdx rst json jsonc json5 xml xsl svg css scss less yml yaml toml ini cfg conf properties env tfvars plist lock tpl tmpl proto graphql".split(
    " ",
  ),
);

/** Whether a name is that of something that runs or builds. */
export function isProgramName(uri: string): boolean {
  const name = uri.slice(uri.lastIndexOf("/") + 1).toLowerCase();
  const extension = name.slice(name.lastIndexOf(".") + 1);
  if (name.includes(".") && SOURCE_EXTENSIONS.has(extension)) return !DATA_EXTENSIONS.has(extension);
  return !name.startsWith(".") && name !== "codeowners" && SOURCE_NAMES.test(name);
}
