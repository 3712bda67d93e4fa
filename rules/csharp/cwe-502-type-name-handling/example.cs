using Newtonsoft.Json;

public class Settings
{
    public void Off(JsonSerializerSettings settings)
    {
        // ruleid: csharp.cwe-502.type-name-handling
        settings.TypeNameHandling = TypeNameHandling.Auto;
    }

    public void Created()
    {
        // ruleid: csharp.cwe-502.type-name-handling
        var first = new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.All };
        // ruleid: csharp.cwe-502.type-name-handling
        var second = new JsonSerializer { TypeNameHandling = TypeNameHandling.Objects };
    }

    public void Safe(JsonSerializerSettings settings)
    {
        // ok: csharp.cwe-502.type-name-handling
        settings.TypeNameHandling = TypeNameHandling.None;
        // ok: csharp.cwe-502.type-name-handling
        var first = new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.Auto, SerializationBinder = new KnownTypes() };
        // ok: csharp.cwe-502.type-name-handling
        var second = new JsonSerializerSettings { Formatting = Formatting.Indented };
    }

    public void Bound(JsonSerializerSettings settings)
    {
        // ok: csharp.cwe-502.type-name-handling
        settings.TypeNameHandling = TypeNameHandling.Auto;
        settings.SerializationBinder = new KnownTypes();
    }
}
