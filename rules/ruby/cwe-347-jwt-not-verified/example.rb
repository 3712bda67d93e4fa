class Tokens
  def read(token)
    # ruleid: ruby.cwe-347.jwt-not-verified
    payload, = JWT.decode(token, nil, false)
    # ruleid: ruby.cwe-347.jwt-not-verified
    other, = JWT.decode(token, KEY, false, algorithm: "HS256")
  end

  def unsigned(token)
    # ruleid: ruby.cwe-347.jwt-not-verified
    third, = JWT.decode(token, nil, true, algorithm: "none")
    # ruleid: ruby.cwe-347.jwt-not-verified
    JWT.encode({ user: 1 }, nil, "none")
  end

  def verified(token)
    # ok: ruby.cwe-347.jwt-not-verified
    payload, = JWT.decode(token, KEY, true, algorithm: "HS256")
    # ok: ruby.cwe-347.jwt-not-verified
    JWT.encode({ user: 1 }, KEY, "HS256")
    # ok: ruby.cwe-347.jwt-not-verified
    JWT.decode(token, KEY, true, algorithms: ["RS256"])
  end

  def by_key_id(token)
    # ok: ruby.cwe-347.jwt-not-verified
    _, header = JWT.decode(token, nil, false)
    key = keys.fetch(header["kid"])
    # ok: ruby.cwe-347.jwt-not-verified
    JWT.decode(token, key, true, algorithm: "RS256")
  end
end
