/** What the tests use of jsdom, which brings no types of its own. */
declare module "jsdom" {
  export interface PageElement {
    innerHTML: string;
    readonly localName: string;
    readonly textContent: string | null;
    getAttributeNames(): readonly string[];
    querySelectorAll(selector: string): Iterable<PageElement>;
    remove(): void;
  }
  export interface Page {
    createElement(name: string): PageElement;
  }
  export class JSDOM {
    constructor(html: string, options: { readonly pretendToBeVisual: boolean });
    readonly window: {
      readonly document: Page;
      readonly CSSStyleSheet: unknown;
      readonly SVGElement: { readonly prototype: object };
    };
  }
}
