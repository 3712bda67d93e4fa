package example;

import jakarta.persistence.EntityManager;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.PathVariable;

class Example {
  private JdbcTemplate template;
  private EntityManager manager;

  void user(HttpServletRequest request, Connection connection) throws SQLException {
    String name = request.getParameter("name");
    Statement statement = connection.createStatement();
    // ruleid: java.cwe-89.sql
    statement.executeQuery("SELECT * FROM users WHERE name = '" + name + "'");
    // ruleid: java.cwe-89.sql
    connection.prepareStatement(String.format("SELECT * FROM users WHERE name = '%s'", name));
    StringBuilder sql = new StringBuilder("SELECT * FROM users ORDER BY ");
    sql.append(request.getParameter("order"));
    // ruleid: java.cwe-89.sql
    connection.createStatement().execute(sql.toString());
    // ruleid: java.cwe-89.sql
    manager.createQuery("FROM User WHERE name = '" + name + "'");
  }

  Object find(@PathVariable String id) {
    // ruleid: java.cwe-89.sql
    return template.queryForMap("SELECT * FROM users WHERE id = " + id);
  }

  void safe(HttpServletRequest request, Connection connection) throws SQLException {
    String name = request.getParameter("name");
    // ok: java.cwe-89.sql
    PreparedStatement statement = connection.prepareStatement("SELECT * FROM users WHERE name = ?");
    // ok: java.cwe-89.sql
    statement.setString(1, name);
    // ok: java.cwe-89.sql
    template.queryForMap("SELECT * FROM users WHERE name = ?", name);
    // ok: java.cwe-89.sql
    manager.createQuery("FROM User WHERE name = :name").setParameter("name", name);
    int limit = Integer.parseInt(request.getParameter("limit"));
    // ok: java.cwe-89.sql
    connection.createStatement().executeQuery("SELECT * FROM users LIMIT " + limit);
    String order = "name".equals(request.getParameter("order")) ? "name" : "id";
    // ok: java.cwe-89.sql
    connection.createStatement().executeQuery("SELECT * FROM users ORDER BY " + order);
  }

  void drop(Connection connection, String table) throws SQLException {
    // ok: java.cwe-89.sql
    connection.createStatement().execute("DROP TABLE " + table);
  }
}
