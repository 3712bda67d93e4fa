import DOMPurify from "dompurify";
import { useSearchParams } from "react-router-dom";

export function Banner() {
  const [query] = useSearchParams();
  const text = query.get("text") ?? "";
  // ruleid: javascript.cwe-79.dom-xss
  return <div dangerouslySetInnerHTML={{ __html: text }} />;
}

export function Safe({ html }: { html: string }) {
  const [query] = useSearchParams();
  const text = query.get("text") ?? "";
  return (
    <>
      // ok: javascript.cwe-79.dom-xss
      <div>{text}</div>
      // ok: javascript.cwe-79.dom-xss
      <div dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(text) }} />
      // ok: javascript.cwe-79.dom-xss
      <div dangerouslySetInnerHTML={{ __html: html }} />
    </>
  );
}
