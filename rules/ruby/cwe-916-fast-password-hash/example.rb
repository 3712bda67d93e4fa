class User
  def password=(password)
    # ruleid: ruby.cwe-916.fast-password-hash
    @hash = Digest::MD5.hexdigest(password)
    # ruleid: ruby.cwe-916.fast-password-hash
    @other = Digest::SHA256.hexdigest("#{salt}#{password}")
    # ruleid: ruby.cwe-916.fast-password-hash
    @third = OpenSSL::Digest::SHA1.hexdigest(salt + password)
    # ruleid: ruby.cwe-916.fast-password-hash
    @fourth = Digest::SHA1.base64digest(params[:password])
  end

  def safe(password, body)
    # ok: ruby.cwe-916.fast-password-hash
    @hash = BCrypt::Password.create(password)
    # ok: ruby.cwe-916.fast-password-hash
    Digest::SHA256.hexdigest(body)
    # ok: ruby.cwe-916.fast-password-hash
    Digest::MD5.hexdigest(password_reset_url)
    # ok: ruby.cwe-916.fast-password-hash
    OpenSSL::KDF.pbkdf2_hmac(password, salt: "salt", iterations: 600_000, length: 32, hash: "sha256")
  end
end
