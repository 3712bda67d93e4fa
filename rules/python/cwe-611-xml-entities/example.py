import xml.sax
from xml.sax.handler import feature_external_ges

import defusedxml.ElementTree
import xmltodict
from lxml import etree


def order(body):
    # ruleid: python.cwe-611.xml-entities
    parser = etree.XMLParser(resolve_entities=True, load_dtd=True)
    return etree.fromstring(body, parser)


def feed(path):
    # ruleid: python.cwe-611.xml-entities
    return etree.parse(path, etree.XMLParser(no_network=False))


def events(stream, handler):
    parser = xml.sax.make_parser()
    # ruleid: python.cwe-611.xml-entities
    parser.setFeature(feature_external_ges, True)
    parser.setContentHandler(handler)
    parser.parse(stream)


def convert(text):
    # ruleid: python.cwe-611.xml-entities
    return xmltodict.parse(text, disable_entities=False)


def safe(body, text):
    # ok: python.cwe-611.xml-entities
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    reader = xml.sax.make_parser()
    # ok: python.cwe-611.xml-entities
    reader.setFeature(feature_external_ges, False)
    # ok: python.cwe-611.xml-entities
    document = xmltodict.parse(text)
    # ok: python.cwe-611.xml-entities
    tree = defusedxml.ElementTree.fromstring(body)
    return parser, reader, document, tree
