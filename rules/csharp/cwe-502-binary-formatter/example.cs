using System.IO;
using System.Runtime.Serialization.Formatters.Binary;

public class Store
{
    public object Load(Stream stream)
    {
        var formatter = new BinaryFormatter();
        // ruleid: csharp.cwe-502.binary-formatter
        var first = formatter.Deserialize(stream);
        // ruleid: csharp.cwe-502.binary-formatter
        var second = new NetDataContractSerializer().Deserialize(stream);
        // ruleid: csharp.cwe-502.binary-formatter
        return new LosFormatter().Deserialize(stream);
    }

    public object Safe(Stream stream)
    {
        // ok: csharp.cwe-502.binary-formatter
        var first = JsonSerializer.Deserialize<State>(stream);
        var serializer = new XmlSerializer(typeof(State));
        // ok: csharp.cwe-502.binary-formatter
        var second = serializer.Deserialize(stream);
        // ok: csharp.cwe-502.binary-formatter
        return new DataContractSerializer(typeof(State)).ReadObject(stream);
    }
}
