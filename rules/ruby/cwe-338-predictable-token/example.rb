class User
  def reset
    # ruleid: ruby.cwe-338.predictable-token
    @reset_token = rand(10**10).to_s
    # ruleid: ruby.cwe-338.predictable-token
    otp = Random.rand(100_000..999_999)
    # ruleid: ruby.cwe-338.predictable-token
    password = (0...12).map { ("a".."z").to_a[rand(26)] }.join
    # ruleid: ruby.cwe-338.predictable-token
    self.api_key = Array.new(32) { LETTERS.sample }.join
  end

  def safe
    # ok: ruby.cwe-338.predictable-token
    @reset_token = SecureRandom.urlsafe_base64(32)
    # ok: ruby.cwe-338.predictable-token
    otp = SecureRandom.random_number(1_000_000)
    # ok: ruby.cwe-338.predictable-token
    colour = COLOURS.sample
    # ok: ruby.cwe-338.predictable-token
    delay = rand(10)
    # ok: ruby.cwe-338.predictable-token
    token_position = rand(3)
  end
end
