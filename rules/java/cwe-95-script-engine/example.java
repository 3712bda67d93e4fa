package example;

import jakarta.servlet.http.HttpServletRequest;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.script.ScriptException;
import org.springframework.expression.ExpressionParser;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.web.bind.annotation.RequestParam;

class Example {
  void calc(HttpServletRequest request) throws ScriptException {
    ScriptEngine engine = new ScriptEngineManager().getEngineByName("js");
    // ruleid: java.cwe-95.script-engine
    engine.eval(request.getParameter("code"));
    String formula = request.getParameter("formula");
    // ruleid: java.cwe-95.script-engine
    engine.eval("result = " + formula);
  }

  Object filter(@RequestParam(name = "filter", required = false) String filter) {
    ExpressionParser parser = new SpelExpressionParser();
    // ruleid: java.cwe-95.script-engine
    return parser.parseExpression(filter).getValue();
  }

  Object sort(@RequestParam String sort) {
    // ruleid: java.cwe-95.script-engine
    return new SpelExpressionParser().parseExpression("items.![" + sort + "]").getValue();
  }

  Object safe(HttpServletRequest request, ScriptEngine engine, Model model) throws ScriptException {
    // ok: java.cwe-95.script-engine
    engine.eval("1 + 1");
    // ok: java.cwe-95.script-engine
    engine.put("name", request.getParameter("name"));
    // ok: java.cwe-95.script-engine
    model.eval(request.getParameter("name"));
    // ok: java.cwe-95.script-engine
    engine.eval("square(" + Integer.parseInt(request.getParameter("number")) + ")");
    // ok: java.cwe-95.script-engine
    return new SpelExpressionParser().parseExpression("name").getValue(request.getParameter("name"));
  }
}
