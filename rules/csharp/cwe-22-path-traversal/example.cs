using System.IO;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

public class FilesController : Controller
{
    public IActionResult Show(string name)
    {
        // ruleid: csharp.cwe-22.path-traversal
        var text = System.IO.File.ReadAllText("/srv/files/" + name);
        var path = Path.Combine("/srv/reports", Request.Query["report"]);
        // ruleid: csharp.cwe-22.path-traversal
        using var stream = new FileStream(path, FileMode.Open);
        // ruleid: csharp.cwe-22.path-traversal
        return PhysicalFile($"/srv/files/{name}", "application/pdf");
    }

    public void Upload(IFormFile upload)
    {
        // ruleid: csharp.cwe-22.path-traversal
        File.Create(Path.Combine("/srv/uploads", upload.FileName));
    }

    public IActionResult Safe(string name, int id)
    {
        // ok: csharp.cwe-22.path-traversal
        System.IO.File.ReadAllText(Path.Combine("/srv/files", Path.GetFileName(name)));
        // ok: csharp.cwe-22.path-traversal
        System.IO.File.WriteAllText("/srv/notes/last.txt", name);
        // ok: csharp.cwe-22.path-traversal
        System.IO.File.Delete($"/srv/cache/{id}.json");
        var document = documents.Find(name);
        // ok: csharp.cwe-22.path-traversal
        return PhysicalFile(document.Path, "application/pdf");
    }

    public IActionResult Checked(string name)
    {
        var path = Path.GetFullPath(Path.Combine("/srv/files", name));
        if (!path.StartsWith("/srv/files/"))
        {
            return NotFound();
        }
        // ok: csharp.cwe-22.path-traversal
        return PhysicalFile(path, "application/pdf");
    }
}
