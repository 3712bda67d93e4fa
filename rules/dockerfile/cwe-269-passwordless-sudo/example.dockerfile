FROM debian:12.5
# ruleid: dockerfile.cwe-269.passwordless-sudo
RUN echo "app ALL=(ALL) NOPASSWD:ALL" >> /etc/sudoers
# ruleid: dockerfile.cwe-269.passwordless-sudo
RUN echo 'app ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/app
# ruleid: dockerfile.cwe-269.passwordless-sudo
RUN useradd app && echo "%app ALL=NOPASSWD:ALL" > /etc/sudoers.d/app
# ok: dockerfile.cwe-269.passwordless-sudo
RUN echo "app ALL=(root) NOPASSWD: /usr/bin/systemctl restart app" > /etc/sudoers.d/app
# ok: dockerfile.cwe-269.passwordless-sudo
RUN useradd --system app
# NOPASSWD:ALL
# ok: dockerfile.cwe-269.passwordless-sudo
RUN apt-get remove -y sudo
