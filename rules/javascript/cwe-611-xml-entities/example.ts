import libxml, { parseXml } from "libxmljs";
import { libxmljs2 } from "./xml.ts";

export function order(body: string) {
  // ruleid: javascript.cwe-611.xml-entities
  return libxml.parseXml(body, { noent: true });
}

export function feed(body: string) {
  // ruleid: javascript.cwe-611.xml-entities
  return libxmljs2.parseXmlString(body, { nonet: true, noent: true });
}

export function named(body: string) {
  // ruleid: javascript.cwe-611.xml-entities
  return parseXml(body, { replaceEntities: true, dtdload: true });
}

export function safe(body: string) {
  // ok: javascript.cwe-611.xml-entities
  const one = libxml.parseXml(body);
  // ok: javascript.cwe-611.xml-entities
  const two = libxml.parseXml(body, { noent: false, nonet: true });
  // ok: javascript.cwe-611.xml-entities
  const three = parseXml(body, { noblanks: true });
  // ok: javascript.cwe-611.xml-entities
  const constant = libxml.parseXml("<a>&amp;</a>", { noent: true });
  return [one, two, three, constant];
}
