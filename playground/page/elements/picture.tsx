/** Only images of this page's own address are fetched: the demo asks nothing of the outside. */
function isOurs(url: string | undefined): url is string {
  if (!url) return false;
  return url.startsWith('data:image/') || new URL(url, location.href).origin === location.origin;
}

export function Picture({ url, alt, look }: { url: string | undefined; alt: string; look: string }) {
  if (isOurs(url)) return <img class={look} src={url} alt={alt} />;
  return (
    <span class={`${look} picture-elsewhere`} role="img" aria-label={alt} title={url}>
      {look === 'picture-small' ? '' : alt}
    </span>
  );
}
