package example;

import jakarta.servlet.http.HttpServletRequest;
import javax.naming.NamingException;
import javax.naming.directory.DirContext;
import javax.naming.directory.SearchControls;
import org.springframework.ldap.core.LdapTemplate;
import org.springframework.ldap.support.LdapEncoder;
import org.springframework.web.bind.annotation.RequestParam;

class Example {
  private final SearchControls controls = new SearchControls();

  void find(HttpServletRequest request, DirContext context) throws NamingException {
    // ruleid: java.cwe-90.ldap
    context.search("dc=example", "(uid=" + request.getParameter("user") + ")", controls);
    String filter = String.format("(&(uid=%s)(active=1))", request.getParameter("user"));
    // ruleid: java.cwe-90.ldap
    context.search("dc=example", filter, controls);
  }

  boolean login(@RequestParam("user") String user, LdapTemplate template, String password) {
    // ruleid: java.cwe-90.ldap
    return template.authenticate("", "(mail=" + user + ")", password);
  }

  void safe(HttpServletRequest request, DirContext context) throws NamingException {
    String user = request.getParameter("user");
    // ok: java.cwe-90.ldap
    context.search("dc=example", "(uid={0})", new Object[] {user}, controls);
    // ok: java.cwe-90.ldap
    context.search("dc=example", "(uid=" + LdapEncoder.filterEncode(user) + ")", controls);
    // ok: java.cwe-90.ldap
    context.search("dc=example", "(uidNumber=" + Integer.parseInt(user) + ")", controls);
    // ok: java.cwe-90.ldap
    index.search("dc=example", "(uid=" + user + ")");
  }
}
