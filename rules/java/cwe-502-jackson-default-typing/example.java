package example;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import com.fasterxml.jackson.databind.jsontype.impl.LaissezFaireSubTypeValidator;

class Example {
  void off(ObjectMapper mapper) {
    // ruleid: java.cwe-502.jackson-default-typing
    mapper.enableDefaultTyping();
    // ruleid: java.cwe-502.jackson-default-typing
    mapper.activateDefaultTyping(LaissezFaireSubTypeValidator.instance);
    // ruleid: java.cwe-502.jackson-default-typing
    mapper.activateDefaultTyping(mapper.getPolymorphicTypeValidator(), ObjectMapper.DefaultTyping.NON_FINAL);
    // ruleid: java.cwe-502.jackson-default-typing
    new ObjectMapper().enableDefaultTyping(ObjectMapper.DefaultTyping.OBJECT_AND_NON_CONCRETE);
  }

  void safe(ObjectMapper mapper) throws Exception {
    // ok: java.cwe-502.jackson-default-typing
    mapper.activateDefaultTyping(BasicPolymorphicTypeValidator.builder().allowIfSubType("example.").build());
    // ok: java.cwe-502.jackson-default-typing
    mapper.deactivateDefaultTyping();
    // ok: java.cwe-502.jackson-default-typing
    mapper.readValue("{}", User.class);
  }
}
