package com.example.admin;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
public class RoleService {
    private final UserRepository users;
    private final SecurityLog log;

    public RoleService(UserRepository users, SecurityLog log) {
        this.users = users;
        this.log = log;
    }

    @Transactional
    @PreAuthorize("hasRole('ADMIN')")
    public void grant(String actor, long userId, Role role) {
        User user = users.require(userId);
        user.roles().add(role);
        log.record("role.granted", actor, user.name() + " " + role);
    }

    @Transactional
    @PreAuthorize("hasRole('ADMIN')")
    public void revoke(String actor, long userId, Role role) {
        User user = users.require(userId);
        user.roles().remove(role);
        log.record("role.revoked", actor, user.name() + " " + role);
    }
}
