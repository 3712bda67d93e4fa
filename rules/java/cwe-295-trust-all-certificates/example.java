package example;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509TrustManager;
import org.apache.http.conn.ssl.NoopHostnameVerifier;

class TrustAll implements X509TrustManager, HostnameVerifier {
  public void checkClientTrusted(X509Certificate[] chain, String type) {}

  // ruleid: java.cwe-295.trust-all-certificates
  public void checkServerTrusted(X509Certificate[] chain, String type) {}

  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  // ruleid: java.cwe-295.trust-all-certificates
  public boolean verify(String host, SSLSession session) {
    return true;
  }

  void off(HttpsURLConnection connection) {
    // ruleid: java.cwe-295.trust-all-certificates
    connection.setHostnameVerifier((host, session) -> true);
    // ruleid: java.cwe-295.trust-all-certificates
    HttpsURLConnection.setDefaultHostnameVerifier(NoopHostnameVerifier.INSTANCE);
  }
}

class TrustAllToo implements X509TrustManager {
  // ruleid: java.cwe-295.trust-all-certificates
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    // nothing
  }
}

class Pinned implements X509TrustManager, HostnameVerifier {
  private X509TrustManager inner;

  // ok: java.cwe-295.trust-all-certificates
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    inner.checkServerTrusted(chain, type);
  }

  // ok: java.cwe-295.trust-all-certificates
  public boolean verify(String host, SSLSession session) {
    return host.equals("internal.example.com");
  }

  void on(HttpsURLConnection connection) {
    // ok: java.cwe-295.trust-all-certificates
    connection.setHostnameVerifier((host, session) -> host.endsWith(".example.com"));
    // ok: java.cwe-295.trust-all-certificates
    connection.setSSLSocketFactory(null);
  }
}
