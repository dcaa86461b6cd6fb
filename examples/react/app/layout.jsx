export const metadata = {
  title: "A face, followed by a hook",
  icons: "data:,",
};

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
