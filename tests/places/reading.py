"""Pages as a reader sees them: words alone."""

import re


def text_of(response):
    body = re.sub(r"(?s)<script.*?</script>", "", response.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())
