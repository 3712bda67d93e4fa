const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Tagged template: values are escaped, unless they are `Html` themselves. */
export function html(strings: TemplateStringsArray, ...values: readonly (string | number | Html)[]): Html {
  const shown = values.map((value) =>
    value instanceof Html ? value.text : String(value).replace(/[&<>"']/g, (found) => ESCAPES[found] ?? ""),
  );
  return new Html(String.raw({ raw: strings }, ...shown));
}
