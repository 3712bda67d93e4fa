using System.Xml;

public class Importer
{
    public void Off(string text)
    {
        var document = new XmlDocument();
        // ruleid: csharp.cwe-611.xml-external-entities
        document.XmlResolver = new XmlUrlResolver();
        document.LoadXml(text);
        // ruleid: csharp.cwe-611.xml-external-entities
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse, XmlResolver = new XmlUrlResolver() };
        // ruleid: csharp.cwe-611.xml-external-entities
        var other = new XmlDocument { XmlResolver = new XmlUrlResolver() };
    }

    public void Safe(string text)
    {
        // ok: csharp.cwe-611.xml-external-entities
        var document = new XmlDocument();
        // ok: csharp.cwe-611.xml-external-entities
        document.XmlResolver = null;
        // ok: csharp.cwe-611.xml-external-entities
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse, XmlResolver = null };
        // ok: csharp.cwe-611.xml-external-entities
        schemas.XmlResolver = new XmlUrlResolver();
    }
}
