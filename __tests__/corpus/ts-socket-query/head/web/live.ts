export function connect(token: string, onMessage: (text: string) => void): WebSocket {
  const url = new URL("/live", location.href);
  url.protocol = url.protocol.replace("http", "ws");
  url.searchParams.set("token", token);
  const socket = new WebSocket(url);
  socket.addEventListener("message", (event) => onMessage(String(event.data)));
  return socket;
}
