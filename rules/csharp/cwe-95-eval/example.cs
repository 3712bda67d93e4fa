using Microsoft.AspNetCore.Mvc;
using Microsoft.CodeAnalysis.CSharp.Scripting;

public class CalculatorController : Controller
{
    public async Task<IActionResult> Run(string code)
    {
        // ruleid: csharp.cwe-95.eval
        var result = await CSharpScript.EvaluateAsync(code);
        // ruleid: csharp.cwe-95.eval
        var number = await CSharpScript.EvaluateAsync<int>("1 + " + Request.Query["number"]);
        // ruleid: csharp.cwe-95.eval
        var tree = CSharpSyntaxTree.ParseText($"class A {{ {code} }}");
        return Ok(result);
    }

    public async Task<IActionResult> Safe(string code, int number)
    {
        // ok: csharp.cwe-95.eval
        var result = await CSharpScript.EvaluateAsync("1 + 1");
        // ok: csharp.cwe-95.eval
        var square = await CSharpScript.EvaluateAsync<int>($"{number} * {number}");
        var operation = operations[code];
        // ok: csharp.cwe-95.eval
        var parsed = JsonDocument.Parse(code);
        return Ok(operation(number));
    }
}
