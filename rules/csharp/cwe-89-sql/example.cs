using Dapper;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.SqlClient;

public class UsersController : Controller
{
    public IActionResult Index(string name)
    {
        // ruleid: csharp.cwe-89.sql
        var command = new SqlCommand("SELECT * FROM users WHERE name = '" + name + "'", connection);
        // ruleid: csharp.cwe-89.sql
        command.CommandText = $"DELETE FROM users WHERE name = '{name}'";
        var sql = string.Format("SELECT * FROM users WHERE mail = '{0}'", Request.Query["mail"]);
        // ruleid: csharp.cwe-89.sql
        var rows = connection.Query<User>(sql);
        // ruleid: csharp.cwe-89.sql
        context.Users.FromSqlRaw("SELECT * FROM users WHERE name = '" + name + "'");
        return Ok(rows);
    }

    public IActionResult Safe(string name, int id)
    {
        // ok: csharp.cwe-89.sql
        var command = new SqlCommand("SELECT * FROM users WHERE name = @name", connection);
        command.Parameters.AddWithValue("@name", name);
        // ok: csharp.cwe-89.sql
        context.Users.FromSqlRaw("SELECT * FROM users WHERE name = {0}", name);
        // ok: csharp.cwe-89.sql
        context.Users.FromSql($"SELECT * FROM users WHERE name = {name}");
        // ok: csharp.cwe-89.sql
        var rows = connection.Query<User>("SELECT * FROM users WHERE name = @name", new { name });
        // ok: csharp.cwe-89.sql
        command.CommandText = "SELECT * FROM users WHERE id = " + id;
        var user = repository.Find(name);
        // ok: csharp.cwe-89.sql
        command.CommandText = "SELECT * FROM teams WHERE code = '" + user.TeamCode + "'";
        return Ok(rows);
    }
}
