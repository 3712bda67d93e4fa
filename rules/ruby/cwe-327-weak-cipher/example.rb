def broken
  # ruleid: ruby.cwe-327.weak-cipher
  OpenSSL::Cipher.new("des-ede3-cbc")
  # ruleid: ruby.cwe-327.weak-cipher
  OpenSSL::Cipher.new("AES-128-ECB")
  # ruleid: ruby.cwe-327.weak-cipher
  OpenSSL::Cipher.new("rc4")
  # ruleid: ruby.cwe-327.weak-cipher
  OpenSSL::Cipher::DES.new
  # ruleid: ruby.cwe-327.weak-cipher
  OpenSSL::Cipher::AES.new(128, :ECB)
end

def sound(name)
  # ok: ruby.cwe-327.weak-cipher
  OpenSSL::Cipher.new("aes-256-gcm")
  # ok: ruby.cwe-327.weak-cipher
  OpenSSL::Cipher.new("chacha20-poly1305")
  # ok: ruby.cwe-327.weak-cipher
  OpenSSL::Cipher::AES.new(256, :CBC)
  # ok: ruby.cwe-327.weak-cipher
  OpenSSL::Cipher.new(name)
  # ok: ruby.cwe-327.weak-cipher
  Description.new("des")
end
